# Takes out entries whose time is over. One runs for a folder; it ends when no entry with an end is left. Arguments:
# SSH_CONNECTION, folder, limit of a command. Each file lists/NAME says, a line each: path of a list, line that validates, line that makes it live,
# line that dismisses one address ($1) at once. An entry is two lines, "# tw id=… until=SECONDS cidr=… …" and its own.
folder=$2 limit=$3
. "$folder/shared.sh"
exec 8>>"$folder/timer.lock"
flock -n 8 || exit 0
due='/# tw id=/ { end = $0; sub(/.* until=/, "", end); sub(/ .*/, "", end); if (end + 0 <= now) { drop = 1; next } }
    drop { drop = 0; next } { print }'
gone='/# tw id=/ { end = $0; sub(/.* until=/, "", end); sub(/ .*/, "", end); if (end + 0 <= now) {
    sub(/.* cidr=/, ""); sub(/ .*/, ""); print } }'
next='/# tw id=/ { sub(/.* until=/, ""); sub(/ .*/, ""); if (least == "" || $0 + 0 < least) least = $0 + 0 }
    END { if (least != "") print least }'
line() { sed -n "$1p" "$2"; }

while :; do
    soon=
    rm -f "$folder/.changed"
    if [ -d "$folder/pending" ]; then
        exec 9>>"$folder/lock"
        flock 9
        lapse_due
        soon=$(cat "$folder/pending/until" 2>/dev/null)
        exec 9>&-
    fi
    for list in "$folder"/lists/*; do
        [ -e "$list" ] || continue
        path=$(line 1 "$list")
        [ -e "$path" ] || continue
        now=$(date +%s)
        out=$(awk -v now="$now" "$gone" "$path")
        if [ -n "$out" ]; then
            left=$(mktemp "$folder/.left.XXXXXX") || exit 1
            awk -v now="$now" "$due" "$path" >"$left"
            live=$(line 3 "$list") one=$(line 4 "$list") back=$live
            if [ -n "$one" ]; then
                live=
                for address in $out; do
                    # Another entry may last longer for the same address.
                    grep -qF "cidr=$address " "$left" && continue
                    live="$live${live:+ && }sh -c $(printf %s "$one" | sed "s/'/'\\\\''/g; s/^/'/; s/\$/'/") sh $address"
                done
            fi
            sh "$folder/apply.sh" - "$folder" "expiry-$now" 5 "$limit" 0 "$(wc -c <"$left" | tr -d ' ')" \
                "$(hash "$left")" 9999 "" "$(line 2 "$list")" "$live" "$back" "" \
                "$path" "$(hash "$path")" 0 "$(wc -c <"$left" | tr -d ' ')" 0644 <"$left" >>"$folder/expiry.log" 2>&1
            rm -f "$left"
        fi
        least=$(awk "$next" "$path")
        if [ -n "$least" ] && { [ -z "$soon" ] || [ "$least" -lt "$soon" ]; }; then soon=$least; fi
    done
    [ -n "$soon" ] || exit 0
    left=$((soon - $(date +%s)))
    [ $left -lt 1 ] && left=1
    # Not longer than this at once: clocks are set, machines sleep.
    [ $left -gt 60 ] && left=60
    # A change may bring an earlier end.
    while [ $left -gt 0 ] && [ ! -e "$folder/.changed" ]; do
        # A folder that was taken away has nothing to wait for.
        [ -e "$folder/shared.sh" ] || exit 0
        sleep 1 8>&-
        left=$((left - 1))
    done
done

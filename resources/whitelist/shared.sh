# Shared by the scripts of the whitelist: POSIX shell, coreutils and util-linux. $folder holds the register, $limit is the
# longest time of a command in seconds. Sourced, or put before a script.
#   intent/   a change that is being made: list (SHA-256 and path of each file), copies by number, back (line to run)
#   pending/  a change that is made and undoes itself unless it is kept
export LC_ALL=C folder limit
umask 027
say() { printf '%s\n' "$*"; }
hash() { sha256sum <"$1" | cut -d' ' -f1; }

# Runs a line; it neither holds our lock nor reads what is ours.
run() { timeout "$limit" sh -c "$1" >"$folder/.said" 2>&1 9>&- </dev/null; }
said() { tail -n 3 "$folder/.said" | tr '\n\t' '  ' | cut -c1-400; }

# Brings the files of a change back to what they were. Repeating it does no harm.
restore() {
    number=0
    while IFS='	' read -r was path <&4; do
        if [ "$was" = - ]; then
            rm -f "$path"
        elif [ -e "$1/$number" ]; then
            cp -p "$1/$number" "$path.tw-back" && mv -f "$path.tw-back" "$path"
        fi
        number=$((number + 1))
    done 4<"$1/list"
}

# Undoes a change as a whole, and forgets it in one step.
undo() {
    restore "$1"
    back=$(cat "$1/back")
    [ -z "$back" ] || run "$back" || say "back $(said)"
    mv "$1" "$folder/.undone.$$" && rm -rf "$folder/.undone.$$"
}

# Under the lock: what an ended change left behind.
recover() {
    if [ -d "$folder/intent" ]; then
        undo "$folder/intent"
        say "recovered"
    fi
    for left in "$folder"/.work.*/staged; do
        [ -e "$left" ] || continue
        [ "$left" = "${work:-}/staged" ] && continue
        while read -r file <&4; do rm -f "$file"; done 4<"$left"
        rm -rf "${left%/staged}"
    done
}

# Under the lock: a change that nobody kept.
lapse() {
    if [ -d "$folder/pending" ] && [ "$(cat "$folder/pending/id")" = "$1" ]; then
        undo "$folder/pending"
        say "lapsed $1" >>"$folder/lapsed"
    fi
}

# Under the lock: the same where its own timer is gone, after a restart of the machine.
lapse_due() {
    if [ -e "$folder/pending/until" ] && [ "$(cat "$folder/pending/until")" -le "$(date +%s)" ]; then
        lapse "$(cat "$folder/pending/id")"
    fi
}

# Starts a line that outlives this session and holds nothing of it.
detach() {
    if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1 &&
        systemd-run --quiet --collect --setenv=folder="$folder" --setenv=limit="$limit" /bin/sh -c "$1" 9>&-; then
        return
    fi
    folder=$folder limit=$limit setsid sh -c "$1" </dev/null >/dev/null 2>&1 9>&- &
}

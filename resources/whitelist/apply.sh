# Changes files together, or not at all (reference A.5): lock, compare-and-swap, write, validate, live, probe, and back where
# one of these fails. Arguments: SSH_CONNECTION, folder, id of the change, seconds to wait for the lock, limit of a command,
# seconds until it undoes itself (0: never), length and SHA-256 of standard input, versions kept; the lines check, validate,
# live, back and probe; then five of each file: path, its SHA-256 now (- where there is none,
# any where it does not matter), offset and length of its new
# content in standard input, mode for a new file. Standard output: "step NAME", "file SHA-256 PATH", last "result CODE WHY".
# Codes: 0 done, 3 changed meanwhile or busy, 4 not valid, 5 does not live, 6 nothing was begun.
connection=$1 folder=$2 id=$3 wait=$4 limit=$5 keep=$6 length=$7 sum=$8 versions=$9
shift 9
. "$folder/shared.sh"
check=$1 validate=$2 live=$3 back=$4 probe=$5
shift 5
end() { say "result $*"; exit "$1"; }
discard() { while read -r file <&4; do rm -f "$file"; done 4<"$work/staged"; }
none() { discard; end 6 "$*"; }

mkdir -p "$folder/versions" || end 6 "folder $folder"
work=$(mktemp -d "$folder/.work.XXXXXX") || end 6 "folder $folder"
trap 'rm -rf "$work"' EXIT
: >"$work/staged" || end 6 disk
cat >"$work/payload" || end 6 disk
[ "$(wc -c <"$work/payload" | tr -d ' ')" = "$length" ] || end 6 "cut"
[ "$(hash "$work/payload")" = "$sum" ] || end 6 "cut"
# From here on the work goes to its end, whatever becomes of the connection.
trap '' HUP INT TERM PIPE
say "step received"

exec 9>>"$folder/lock" || end 6 lock
flock -w "$wait" 9 || end 3 busy
recover
lapse_due
[ -d "$folder/pending" ] && end 3 "pending $(cat "$folder/pending/id")"
say "step locked"

mkdir "$work/intent" || end 6 disk
number=0
while [ $# -ge 5 ]; do
    path=$1
    if [ -L "$path" ]; then path=$(readlink -f "$path"); fi
    now=-
    if [ -e "$path" ]; then now=$(hash "$path"); fi
    [ "$2" = any ] || [ "$now" = "$2" ] || { discard; end 3 "changed $1"; }
    mkdir -p "$(dirname "$path")" || none "$path"
    staged=$(mktemp "$(dirname "$path")/.tw.XXXXXX") || none "$path"
    say "$staged" >>"$work/staged" || none disk
    tail -c "+$(($3 + 1))" "$work/payload" | head -c "$4" >"$staged"
    [ "$(wc -c <"$staged" | tr -d ' ')" = "$4" ] || none "disk $path"
    if [ "$now" = - ]; then
        chmod "$5" "$staged" || none "$path"
    else
        { chmod --reference="$path" "$staged" && chown --reference="$path" "$staged"; } || none "owner $path"
        cp -p "$path" "$work/intent/$number" || none disk
    fi
    printf '%s\t%s\n' "$now" "$path" >>"$work/intent/list" || none disk
    number=$((number + 1))
    shift 5
done
if [ -n "$check" ]; then
    run "$check" || { why=$(said); discard; end 4 "$why"; }
    say "step checked"
fi
{ printf '%s' "$back" >"$work/intent/back" && printf '%s' "$id" >"$work/intent/id"; } || none disk
sync "$work"/intent/* || none disk
# Whoever ends this script by force ends its lock too: then this guard brings the old state back at once.
detach "$(cat "$folder/shared.sh")
exec 9>>\"\$folder/lock\"; flock 9; recover"
mv "$work/intent" "$folder/intent" || none disk
say "step guarded"

number=1
while read -r staged <&3; do
    path=$(sed -n "${number}s/^[^	]*	//p" "$folder/intent/list")
    mv -f "$staged" "$path" || { recover; none "$path"; }
    number=$((number + 1))
done 3<"$work/staged"
say "step written"
if [ -n "$validate" ]; then
    run "$validate" || { why=$(said); restore "$folder/intent"; mv "$folder/intent" "$work/undone"; end 4 "$why"; }
    say "step valid"
fi
if [ -n "$live" ]; then
    run "$live" || { why=$(said); recover; end 5 "$why"; }
    say "step live"
fi
if [ -n "$probe" ]; then
    run "$probe" || { why=$(said); recover; end 5 "$why"; }
    say "step probed"
fi
number=0
while IFS='	' read -r was path <&3; do
    if [ "$path" = "$folder/register.json" ] && [ "$was" != - ]; then
        cp -p "$folder/intent/$number" "$folder/versions/$id.json"
    fi
    say "file $(hash "$path") $path"
    number=$((number + 1))
done 3<"$folder/intent/list"
ls -1 "$folder/versions" | sort -r | tail -n "+$((versions + 1))" |
    while read -r old; do rm -f "$folder/versions/$old"; done
if [ "$keep" -gt 0 ]; then
    { printf '%s' "$connection" >"$folder/intent/connection" && printf '%s' "$(($(date +%s) + keep))" >"$folder/intent/until"; } ||
        { recover; end 5 disk; }
    mv "$folder/intent" "$folder/pending" || { recover; end 5 disk; }
    detach "$(cat "$folder/shared.sh")
sleep $keep; exec 9>>\"\$folder/lock\"; flock 9; lapse $id"
    say "step pending"
else
    mv "$folder/intent" "$work/done"
fi
end 0 done

# Keeps a change that would undo itself. Only a connection that was opened after it counts, for that is what shows that we
# are not locked out. Arguments: SSH_CONNECTION, folder, id of the change, seconds to wait for the lock.
connection=$1 folder=$2 id=$3 wait=$4 limit=
. "$folder/shared.sh"
end() { say "result $*"; exit "$1"; }
exec 9>>"$folder/lock" || end 6 lock
flock -w "$wait" 9 || end 3 busy
[ -d "$folder/pending" ] && [ "$(cat "$folder/pending/id")" = "$id" ] || end 3 lapsed
[ "$connection" != - ] && [ "$connection" != "$(cat "$folder/pending/connection")" ] || end 4 same-connection
mv "$folder/pending" "$folder/.kept.$$" && rm -rf "$folder/.kept.$$" || end 5 disk
end 0 kept

# A real server on loopback and a log on it that grows: links to its lines, one window, a heap that stays. Read by
# installer/check.


# A server at addresses of this machine on one port, whose only account is the person's: start_sshd ADDRESS...
start_sshd() {
    local keys=$desk/ssh address
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mkdir -p "$keys" "$home/.ssh" "$home/.config/tw-console" /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$keys/host"
    ssh-keygen -q -t ed25519 -N '' -f "$home/.ssh/id_ed25519"
    for address in "$@"; do
        printf '[%s]:%s %s\n' "$address" "$port" "$(cut -d' ' -f1,2 "$keys/host.pub")" >>"$home/.ssh/known_hosts"
    done
    {
        echo "Port $port"
        printf 'ListenAddress %s\n' "$@"
        cat <<CONFIG
HostKey $keys/host
AuthorizedKeysFile $home/.ssh/id_ed25519.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PidFile none
Subsystem sftp internal-sftp
CONFIG
    } >"$keys/config"
    /usr/sbin/sshd -D -f "$keys/config" -E "$keys/log" &
    started+=($!)
}

# One line of an access log for each number, the marked ones with an address that is found again
start_server() {
    flow=$desk/flow.log
    start_sshd 127.0.0.1
    cat >"$home/.config/tw-console/fleet.json" <<FLEET
{ "version": 1, "servers": [ { "id": "web1", "host": "127.0.0.1", "port": $port, "user": "$account",
  "logs": [ { "id": "flow", "path": "$flow" } ] } ] }
FLEET
    cat >"$home/.config/tw-console/settings.json" <<SETTINGS
{ "version": 1, "pages": { "logs": { "alerts": [ { "kind": "PATTERN", "filter": "alarm", "count": 1, "seconds": 1 } ], "spoolMegabytes": 0 } } }
SETTINGS
    chown -R "$account" "$home/.ssh" "$home/.config"
    python3 - "$flow" "$flow_seconds" "$desk/alarm" <<'PYTHON' &
import os, sys, time
from datetime import datetime, timezone
path, seconds, alarm = sys.argv[1], int(sys.argv[2]), sys.argv[3]
marks = {2500: "/first-mark", 7500: "/second-mark"}
with open(path, "w", buffering=1 << 16) as log:
    def line(number):
        at = datetime.now(timezone.utc).strftime("%d/%b/%Y:%H:%M:%S +0000")
        log.write('203.0.113.%d - - [%s] "GET %s?n=%d HTTP/1.1" 200 %d "-" "check"\n'
                  % (number % 250, at, marks.get(number, "/page"), number, 1000 + number % 5000))
    for number in range(10_000):
        line(number)
    log.flush()
    begin, number, rung = time.monotonic(), 10_000, 0
    while time.monotonic() - begin < seconds:
        if number > rung + 3000 and os.path.exists(alarm):
            marks[number] = "/alarm"
            rung = number
        while number < 10_000 + (time.monotonic() - begin) * 1000:
            line(number)
            number += 1
        log.flush()
        time.sleep(0.1)
PYTHON
    writer=$!
    started+=("$writer")
    await "the log" grep -q second-mark "$flow"
}

link_to() {
    echo "tw-console://web1$flow@$(grep -bm 1 "$1" "$flow" | cut -d: -f1)"
}

# What the selected line copies is what the person sees selected
selected() {
    xdotool key ctrl+c
    sleep 0.3
    "${person[@]}" timeout 5 xclip -o -selection clipboard | grep "GET /$1?" >/dev/null
}

check_links() {
    start_server
    start_program tw-console --timing --lang=en --open "$(link_to first-mark)"
    await "the first frame" first_frame
    await "the window" xdotool search --onlyvisible --name '^Console TW$'
    xdotool windowfocus "$(xdotool search --onlyvisible --name '^Console TW$' | head -1)"
    await "the line of the link" selected first-mark
    import -window root "$out/link.png"
    "${person[@]}" timeout 20 tw-console --lang=en --open "$(link_to second-mark)" 2>"$desk/second" \
        || fail "the second start was not taken: $(cat "$desk/second")"
    grep -q 'open already' "$desk/second" || fail "a second window was opened"
    [ "$(stat -c %a "$desk/run/tw-console")" = 700 ] || fail "others may talk to the window"
    await "the line of the second link, in the same window" selected second-mark
    [ "$(xdotool search --onlyvisible --name '^Console TW$' | wc -l)" = 1 ] || fail "two windows"
    step links "a first start and the open window show the line of a link: target/installer/link.png"
    flow_begin=$SECONDS
}

# An alert rings while the person looks elsewhere, and a click on its notice leads to its line
check_notice() {
    local window other
    window=$(xdotool search --onlyvisible --name '^Console TW$' | head -1)
    start_other_window
    other=${started[-1]}
    touch "$desk/alarm"
    await "the notice on the desktop" grep -q alarm "$desk/notices"
    sleep 1
    import -window root "$out/notice.png"
    rm "$desk/alarm"
    "${person[@]}" dunstctl action
    kill "$other"
    xdotool windowfocus "$window"
    await "the line of the notice" selected alarm
    step notice "an alert is told by the desktop, and a click on it leads to its line: target/installer/notice.png"
    xdotool key End
}

# KiB that are in use once the garbage is out
used_heap() {
    "$(jdk)/bin/jcmd" "$program" GC.run >/dev/null
    "$(jdk)/bin/jcmd" "$program" GC.heap_info | grep -m 1 -o 'used [0-9]*K' | tr -dc 0-9
}

# The window goes on following since check_links
check_flow() {
    local early middle late
    flow_lasts 60
    early=$(used_heap)
    flow_lasts $((flow_seconds / 2))
    middle=$(used_heap)
    wait "$writer"
    await "all was read" spooled
    late=$(used_heap)
    step flow "1,000 lines a second for $flow_seconds s, $(wc -l <"$flow") lines; heap $((early / 1024)) MiB after a minute, $((middle / 1024)) MiB halfway, $((late / 1024)) MiB at the end; $(resident) MiB of memory"
    [ $((late - early)) -lt 16384 ] || fail "the heap grew from $early to $late KiB"
    end_program
}

# Waits until the lines have come for so many seconds
flow_lasts() {
    while [ $((SECONDS - flow_begin)) -lt "$1" ]; do
        sleep 1
    done
}

spooled() {
    [ "$(du -sb "$home/.cache/tw-console" | cut -f1)" -ge "$(stat -c %s "$flow")" ]
}

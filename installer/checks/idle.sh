# A window that is left open costs no processor. Read by installer/check.

machines=10
sources=2
rested=80
span=20
# Percent of one core: less than half of one is 0 in a list of processes. A busy machine takes more for the same work, so that
# only a window that works for nothing fails the check: before it rested it took 2.6.
aim=0.50
most=1.50

# Silent logs of machines that are all connected, each at an address of its own
check_idle() {
    local addresses=() machine source used foreground
    for machine in $(seq 2 $((machines + 1))); do
        addresses+=("127.0.0.$machine")
    done
    start_sshd "${addresses[@]}"
    python3 - "$port" "$account" "$desk/logs" "$home" $sources "${addresses[@]}" <<'PYTHON'
import json, os, sys
port, user, logs, home, sources, addresses = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]), sys.argv[6:]
os.makedirs(logs)
servers, followed = [], []
for number, address in enumerate(addresses):
    own = []
    for source in range(sources):
        path = "%s/%d-%d.log" % (logs, number, source)
        with open(path, "w") as log:
            log.write('203.0.113.9 - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "check"\n' * 50)
        own.append({"id": "log%d" % source, "path": path})
        followed.append("web%d:log%d" % (number, source))
    servers.append({"id": "web%d" % number, "host": address, "port": port, "user": user, "logs": own})
state = home + "/.local/state/tw-console"
os.makedirs(state)
json.dump({"version": 1, "servers": servers}, open(home + "/.config/tw-console/fleet.json", "w"))
json.dump({"version": 1, "pages": {"logs": {"sources": followed, "spoolMegabytes": 0}}},
          open(home + "/.config/tw-console/settings.json", "w"))
json.dump({"version": 1, "page": "logs"}, open(state + "/window.json", "w"))
PYTHON
    chown -R "$account" "$home"
    start_program tw-console --timing --lang=en
    await "the first frame" first_frame
    await "all machines are connected" connected
    xdotool windowfocus "$(xdotool search --onlyvisible --name '^Console TW$' | head -1)"
    # until sources that say nothing rest, and the program has compiled what it does then
    sleep $rested
    import -window root "$out/idle.png"
    foreground=$(least_processor)
    start_other_window
    used=$(least_processor)
    step idle "$((machines * sources)) silent sources on $machines machines: $foreground % of a core in the foreground, $used % behind another window, aim $aim %, at most $most %"
    awk "BEGIN { exit !($foreground < $most && $used < $most) }" || fail "the window is not at rest: target/installer/idle.png"
    end_program
}

connected() {
    [ "$(ps -o args= -U "$account" | grep -c 'internal-sftp$')" -ge $machines ]
}

start_other_window() {
    "${person[@]}" xev -geometry 200x100+10+780 >/dev/null &
    started+=($!)
    await "another window" xdotool search --onlyvisible --name '^Event Tester$'
    xdotool windowfocus "$(xdotool search --onlyvisible --name '^Event Tester$' | head -1)"
}

# Clock ticks of processor that the program has used
ticks() {
    awk '{ print $14 + $15 }' "/proc/$program/stat"
}

# Percent of a core over a span, the least of three at most: a compiler that is late, or a machine that does much else, counts
# against one of them, what the window does for ever against all
least_processor() {
    local before try now least=100
    for try in 1 2 3; do
        before=$(ticks)
        sleep $span
        now=$(awk "BEGIN { printf \"%.2f\", ($(ticks) - $before) * 100 / $(getconf CLK_TCK) / $span }")
        least=$(printf '%s\n' "$least" "$now" | sort -n | head -n 1)
        awk "BEGIN { exit !($now < $aim) }" && break
    done
    echo "$least"
}

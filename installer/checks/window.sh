# The installed program with a screen: what starts it, looks at it and presses its keys. Read by installer/check.

# Makes an account of its own, who has a display, a bus, a service that shows notices, and nothing else
sit_down() {
    desk=$work/$1
    home=$desk/home
    account=twc-$$-$1
    mkdir -p "$home" "$desk/run"
    useradd --no-create-home --home-dir "$home" --shell /bin/bash --password '*' "$account"
    chown -R "$account" "$home" "$desk/run"
    Xvfb -displayfd 7 -screen 0 1440x900x24 -nolisten tcp -ac 7>"$desk/display" >/dev/null 2>&1 &
    started+=($!)
    await "the display" grep -q . "$desk/display"
    DISPLAY=:$(cat "$desk/display")
    export DISPLAY
    person=(setpriv "--reuid=$account" "--regid=$account" --clear-groups env -i "PATH=${bin:+$bin:}/usr/bin:/bin"
        HOME="$home" XDG_RUNTIME_DIR="$desk/run" LANG=C.UTF-8 GSETTINGS_BACKEND=memory "DISPLAY=$DISPLAY")
    "${person[@]}" dbus-daemon --session --nofork "--address=unix:path=$desk/run/bus" >/dev/null 2>&1 &
    started+=($!)
    await "the bus" test -S "$desk/run/bus"
    "${person[@]}" dunst -print >"$desk/notices" 2>/dev/null &
    started+=($!)
    await "the service of notices" notifier_there
}

# Asking the service itself would have the bus start another one, if this one is not there yet
notifier_there() {
    "${person[@]}" dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.Notifications | grep 'boolean true' >/dev/null
}

start_program() {
    : >"$desk/err"
    "${person[@]}" "$@" 2>"$desk/err" &
    program=$!
    started+=("$program")
}

end_program() {
    kill "$program" 2>/dev/null || true
    wait "$program" 2>/dev/null || true
}

# MiB of memory that the program takes
resident() {
    echo $(($(awk '/^Rss:/ { print $2 }' "/proc/$program/smaps_rollup") / 1024))
}

first_frame() {
    sed -n 's/^start: first frame after \([0-9]*\) ms$/\1/p' "$desk/err" | grep .
}

# What a part of the screen shows, as width x height + left + top
shown() {
    import -window root -crop "$1" +repage rgb:- | md5sum
}

changed() {
    [ "$(shown "$1")" != "$2" ]
}

rests() {
    local before
    before=$(shown "$1")
    sleep 0.7
    [ "$(shown "$1")" = "$before" ]
}

# Does something with keys, and waits until a part of the screen shows it
until_changed() {
    local part=$1 before
    before=$(shown "$part")
    shift
    "$@"
    await "the screen shows: $*" changed "$part" "$before"
}

type_text() {
    xdotool type --delay 25 "$1"
}

exported_window() {
    xdotool search --onlyvisible --name '^Export' | grep .
}

exported() {
    [ -s "$home/export.jsonl" ] && [ -z "$(tail -c 1 "$home/export.jsonl")" ]
}

# Palette, a log, a filter, an export: with the keys of a person, in the program that dpkg put there.
drive() {
    local palette=600x25+410+103 side=170x30+8+80 lines=680x600+430+190 chips=640x30+430+55 window dialog
    start_program tw-console --demo --timing --lang=en
    await "the first frame" first_frame
    await "the window" xdotool search --onlyvisible --name '^Console TW$'
    window=$(xdotool search --onlyvisible --name '^Console TW$' | head -1)
    xdotool windowfocus "$window"
    await "the fleet was read" rests 1200x300+190+140
    until_changed "$palette" xdotool key ctrl+k
    until_changed "$palette" type_text acme-web1:haproxy
    await "all was typed" rests 600x60+410+55
    until_changed "$side" xdotool key Return
    await "lines come in" changed "$lines" "$(shown "$lines")"
    until_changed "$chips" xdotool key ctrl+f
    until_changed "$chips" type_text 'status>=400'
    await "all was typed" rests "$chips"
    until_changed "$chips" xdotool key Return
    sleep 2
    import -window root "$out/window.png"
    [ "$(identify -format %k "$out/window.png")" -gt 50 ] || fail "the window is empty: $out/window.png"
    xdotool key ctrl+s
    await "the file dialog" exported_window
    dialog=$(exported_window | head -1)
    xdotool windowfocus "$dialog"
    await "the file dialog is drawn" rests 1000x60+220+45
    until_changed 1000x60+220+45 type_text "$home/export.jsonl"
    await "all was typed" rests 700x60+220+45
    xdotool key Return
    await "the export" exported
    python3 - "$home/export.jsonl" <<'PYTHON' || fail "the export is not what the filter lets through"
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert lines and all(line["fields"]["status"] >= 400 for line in lines), lines[:3]
PYTHON
    step task "palette, log, filter, export by keys: $(wc -l <"$home/export.jsonl") lines; picture in target/installer/window.png"
    end_program
}

# Something is on the screen, which is black at first
drawn() {
    [ "$(import -window root miff:- | identify -format %k -)" -gt 50 ]
}

# One and a half pixels for one, as many laptops have it
check_scale() {
    local facts
    facts=$("${person[@]}" JDK_JAVA_OPTIONS=-Dglass.gtk.uiScale=1.5 tw-console doctor --lang=en --json 2>/dev/null || [ $? = 1 ])
    grep -q '"display".*scale 1.5' <<<"$facts" || fail "the scale of the screen is not taken: $facts"
    start_program env JDK_JAVA_OPTIONS=-Dglass.gtk.uiScale=1.5 tw-console --demo --timing --lang=en
    await "the first frame" first_frame
    await "the window is drawn" drawn
    await "the fleet was read" rests 1200x300+190+140
    import -window root "$out/window-150.png"
    step scale "drawn at 150 %: target/installer/window-150.png"
    end_program
}

# The X11 window on a Wayland compositor, as most desktops have it today
check_wayland() {
    local shots=$desk/run/shots compositor
    mkdir "$shots"
    chown "$account" "$shots"
    "${person[@]}" weston --backend=headless-backend.so --use-pixman --xwayland --debug --width=1440 --height=900 \
        --idle-time=0 --socket=check >"$desk/weston" 2>&1 &
    compositor=$!
    started+=("$compositor")
    await "XWayland" grep -q 'xserver listening on display' "$desk/weston"
    start_program env "DISPLAY=$(sed -n 's/.*xserver listening on display \(:[0-9]*\).*/\1/p' "$desk/weston")" \
        WAYLAND_DISPLAY=check tw-console --demo --timing --lang=en
    await "the first frame on Wayland" first_frame
    await "the window on Wayland" composed
    step wayland "drawn through XWayland: target/installer/wayland.png"
    end_program
    kill "$compositor"
    wait "$compositor" || true
}

# The side bar is light where the compositor's own background is not
composed() {
    (cd "$desk/run/shots" && "${person[@]}" WAYLAND_DISPLAY=check weston-screenshooter && mv wayland-screenshot-*.png "$out/wayland.png")
    [ "$(convert "$out/wayland.png" -crop 100x300+60+400 -format '%[fx:100*mean]' info: | cut -d. -f1)" -gt 90 ]
}

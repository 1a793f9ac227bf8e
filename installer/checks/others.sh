# The packages that are not installed into this system, and the build. Read by installer/check.

# Debian's rpm warns each time that it is not the one for this system, which is why it gets one of its own
rpm_in() {
    local root=$1
    shift
    rpm --root "$root" "$@" 2>"$work/rpmlog" || fail "rpm $*: $(cat "$work/rpmlog")"
}

# Installed, upgraded, started and removed in a system of its own that has nothing but a database of packages
check_rpm() {
    local rpm root=$work/rpm spec=$work/older.spec older=$work/older left
    rpm=$(ls "$out"/tw-console-*.rpm)
    diff <(rpm -qlp "$rpm" 2>/dev/null | grep -v '/.build-id' | sort) \
        <(cd "$out/tree" && find usr -mindepth 1 | sed 's,^,/,' | grep '^/usr/lib/tw-console\|^/usr/bin/\|tw-console\|fr.touchweb' | sort) \
        || fail "the rpm lacks files"
    cp -al "$out/tree" "$older"
    touch "$older/usr/lib/tw-console/lib/app/of-the-previous-version"
    sed 's/^%global _binary_payload .*/%global _binary_payload w0.gzdio/' installer/linux/tw-console.spec >"$spec"
    rpmbuild --quiet -bb --define "_topdir $work/rpmbuild" --define "_rpmdir $work" --define "_rpmfilename older.rpm" \
        --define "console_version 0.0.1" --define "console_tree $older" "$spec" >"$work/rpmlog" 2>&1 \
        || fail "no previous rpm: $(tail -n 5 "$work/rpmlog")"
    rm -rf "$older" "$work/rpmbuild"
    mkdir "$root"
    rpm_in "$root" --initdb
    # what it needs of other packages is a matter of the distribution whose packages they are
    rpm_in "$root" -i --nodeps "$work/older.rpm"
    rm "$work/older.rpm"
    rpm_in "$root" -U --nodeps "$rpm"
    [ ! -e "$root/usr/lib/tw-console/lib/app/of-the-previous-version" ] \
        || fail "the upgrade of the rpm left a file of the previous version"
    rpm_in "$root" -V --nodeps tw-console
    [ "$("${person[@]}" "$root/usr/bin/tw-console" --version)" = "Console TW $(rpm_in "$root" -q --qf '%{VERSION}' tw-console)" ] \
        || fail "the program of the rpm does not start"
    "${person[@]}" JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$root/usr/bin/tw-console" --version >/dev/null 2>&1 \
        || fail "the program of the rpm does not take its AOT cache"
    rpm_in "$root" -e tw-console
    # folders of the system are nobody's to remove
    left=$(find "$root" ! -path '*/rpm/*' \( ! -type d -o -name '*tw-console*' \))
    [ -z "$left" ] || fail "the rpm leaves behind: $left"
    rm -rf "$root"
    step rpm "installed, upgraded from 0.0.1, started and removed; requires $(rpm -qpR "$rpm" 2>/dev/null | grep -vc '^rpmlib')"
}

check_tar() {
    mkdir "$work/tar"
    tar -xf "$(ls "$out"/tw-console-*.tar.gz)" -C "$work/tar"
    "${person[@]}" "$work"/tar/*/bin/tw-console --version >/dev/null || fail "the program of the tar does not start"
    rm -rf "$work/tar"
    step tar "unpacked and started"
}

# The packages from the same sources in another folder, at another time. What was trained is never the same twice: every other
# file must be, and with the caches of the first build the packages too.
build_again() {
    local again=$work/again
    mkdir "$again"
    cp -r pom.xml src resources installer .mvn .github "$again"
    (cd "$again" && mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package \
        && installer/package --caches "$out/image/tw-console/lib/app" image deb rpm tar) >"$work/build" 2>&1 \
        || fail "not built again: $(tail -n 20 "$work/build")"
    contents "$out/tree" >"$work/first"
    contents "$again/target/installer/tree" >"$work/second"
    diff "$work/first" "$work/second" >"$work/build" || fail "not the same files again: $(head -n 20 "$work/build")"
    (cd "$again/target/installer" && sha256sum --check --quiet "$out/SHA256SUMS") >"$work/build" 2>&1 \
        || fail "not the same packages again: $(cat "$work/build")"
    step rebuilt "all $(grep -c " f " "$work/first") files but app/*.aot are the same, with their hashes, modes and times; with the caches of the first build deb, rpm and tar are the same, byte for byte"
    rm -rf "$again"
}

# Each file of a tree with its kind, mode, time and hash, without the caches
contents() {
    (cd "$1" && find . ! -name '*.aot' -printf '%p %y %m %T@ %l\n' | LC_ALL=C sort \
        && find . -type f ! -name '*.aot' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

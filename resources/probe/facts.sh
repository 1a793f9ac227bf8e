# Reads facts about a machine; changes nothing. POSIX sh without any other tool that is taken for granted: no /dev/null,
# no /proc, no sed, no awk. Lines starting with # and line ends are taken away before it is sent, since csh as a login
# shell does not pass line feeds inside quotes; so every line ends where a space may stand.
# $1 is a mark that no other output carries. Lines: MARK|key|B|source, MARK|key|L|text, MARK|key|E|code,
# MARK|key|U|reason|what. MARK|end|E|0 is last.
N=$1; export LC_ALL=C; export PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
emit() { while IFS= read -r l || [ -n "$l" ]; do printf '%s|%s|L|%s\n' "$N" "$1" "$l"; done; };
has() { [ -n "$(command -v "$1")" ]; };
T=; if has timeout && timeout 1 true; then T='timeout 8'; fi;
run() { k=$1; shift; if has "$1"; then printf '%s|%s|B|%s\n' "$N" "$k" "$*"; out=$($T "$@" 2>&1); r=$?; printf '%s\n' "$out" | emit "$k"; printf '%s|%s|E|%s\n' "$N" "$k" "$r"; else printf '%s|%s|U|tool|%s\n' "$N" "$k" "$1"; return 1; fi; };
file() { if [ -f "$2" ] && [ -r "$2" ]; then printf '%s|%s|B|cat %s\n' "$N" "$1" "$2"; emit "$1" < "$2"; printf '%s|%s|E|0\n' "$N" "$1"; elif [ -e "$2" ]; then printf '%s|%s|U|denied|%s\n' "$N" "$1" "$2"; return 1; else printf '%s|%s|U|absent|%s\n' "$N" "$1" "$2"; return 1; fi; };
file os /etc/os-release || file os /usr/lib/os-release;
file debian /etc/debian_version;
run uname uname -srm;
file uptime /proc/uptime || run uptimecmd uptime;
file loadavg /proc/loadavg;
run nproc nproc || run nproc getconf _NPROCESSORS_ONLN || file cpuinfo /proc/cpuinfo;
if [ -r /proc/meminfo ]; then printf '%s|meminfo|B|cat /proc/meminfo\n' "$N"; while IFS= read -r l; do case $l in MemTotal:*|MemFree:*|MemAvailable:*|Buffers:*|Cached:*|SwapTotal:*|SwapFree:*) printf '%s|meminfo|L|%s\n' "$N" "$l";; esac; done < /proc/meminfo; printf '%s|meminfo|E|0\n' "$N"; else printf '%s|meminfo|U|absent|/proc/meminfo\n' "$N"; fi;
run df df -P -k;
run dfi df -P -i;
file mounts /proc/mounts || run mountcmd mount;
file mdstat /proc/mdstat;
for f in /sys/class/scsi_host/host*/proc_name; do file scsi "$f"; done;
run virt systemd-detect-virt;
file product /sys/class/dmi/id/product_name;
file timezone /etc/timezone;
run date date '+%Z %z';
run localtime readlink /etc/localtime;
file pid1 /proc/1/comm;
run ps ps -e -o comm= || run ps ps;
P="haproxy apache2 nginx nginx-full nginx-light nginx-extras nginx-core php*-fpm mariadb-server mariadb-server-[0-9]* mysql-server mysql-server-[0-9]* mysql-community-server percona-server-server fail2ban mod-pagespeed* libapache2-mod-pagespeed*"; set -f;
if has dpkg-query; then printf '%s|dpkg|B|dpkg-query -W\n' "$N"; out=$($T dpkg-query -W -f '${db:Status-Abbrev}|${Package}|${Version}\n' base-files $P 2>&1); printf '%s\n' "$out" | while IFS= read -r l; do case $l in ?i*) printf '%s|dpkg|L|%s\n' "$N" "$l";; esac; done; printf '%s|dpkg|E|0\n' "$N"; if has apt-cache; then I=$($T dpkg-query -W -f '${Package} ' $P 2>&1 | while IFS= read -r l; do case $l in dpkg-query:*) ;; *) printf '%s ' "$l";; esac; done); if [ -n "$I" ]; then run policy apt-cache policy $I; fi; fi; else printf '%s|dpkg|U|tool|dpkg-query\n' "$N"; fi; set +f;
run haproxy haproxy -v;
run apache apache2 -v || run apache httpd -v;
run nginx nginx -V;
run mariadb mariadbd --version || run mariadb mysqld --version;
run fail2ban fail2ban-client -V;
for p in /usr/sbin/php-fpm* /usr/local/sbin/php-fpm*; do if [ -x "$p" ]; then run phpfpm "$p" -v; fi; done;
for d in /etc/php/*/fpm; do if [ -d "$d" ]; then printf '%s|phpdirs|L|%s\n' "$N" "$d"; fi; done;
for f in /etc/apache2/mods-enabled/pagespeed.load /etc/httpd/conf.d/pagespeed.conf /etc/nginx/modules-enabled/*pagespeed*; do if [ -e "$f" ]; then printf '%s|pagespeed|L|%s\n' "$N" "$f"; fi; done;
for d in /etc/apache2/mods-enabled /etc/httpd/conf.d; do if [ -d "$d" ] && [ -r "$d" ]; then printf '%s|apachedir|L|%s\n' "$N" "$d"; fi; done;
run modules apachectl -M || run modules apache2ctl -M;
if has apt-get; then printf '%s|updates|B|apt-get -s upgrade\n' "$N"; out=$($T apt-get -s -qq -o Debug::NoLocking=true upgrade 2>&1); r=$?; printf '%s\n' "$out" | { c=0; s=0; while IFS= read -r l; do case $l in Inst*[Ss]ecurity*) c=$((c+1)); s=$((s+1));; Inst*) c=$((c+1));; E:*) printf '%s|updates|L|%s\n' "$N" "$l";; esac; done; printf '%s|updates|L|count %s %s\n' "$N" "$c" "$s"; }; printf '%s|updates|E|%s\n' "$N" "$r"; else printf '%s|updates|U|tool|apt-get\n' "$N"; fi;
if [ -d /var/lib/apt/lists ]; then for f in /var/lib/apt/lists/*_Packages*; do if [ -e "$f" ]; then printf '%s|aptlists|L|%s\n' "$N" "$f"; break; fi; done; fi;
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then printf '%s|reboot|L|yes\n' "$N"; elif [ -d /run ] || [ -d /var/run ]; then printf '%s|reboot|L|no\n' "$N"; fi;
printf '%s|end|E|0\n' "$N";

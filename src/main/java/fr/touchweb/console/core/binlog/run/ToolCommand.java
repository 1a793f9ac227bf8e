package fr.touchweb.console.core.binlog.run;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of mysqlbinlog: the documented line (G31) with a fixed environment. {@code TZ=UTC0} needs no zone files in a
 * jail; the private folder takes the temporary files of the tool and what it writes for LOAD DATA, and goes with the run.
 *
 * @param program name or path of the tool
 * @param arguments all of them, {@code --no-defaults} or the login first
 * @param login on the database server, null when the file itself is read
 * @param folder where the private folder is made, null for none
 * @param compressor {@code zstd}, {@code gzip} or null
 * @param nice niceness, negative where there is no {@code nice}
 * @param fileMegabytes most that it may write to one file
 */
public record ToolCommand(String program, List<String> arguments, @Nullable ServerLogin login,
        @Nullable String folder, @Nullable String compressor, int nice, int fileMegabytes) {
    /** Begins the line on standard error that tells the process id of the tool. */
    static final String PID = "tw-console: pid ";
    /** Begins the line on standard error that tells how the tool ended. */
    static final String EXIT = "tw-console: exit ";
    /** Begins the line on standard error that names the private folder of a run. */
    static final String FOLDER = "tw-console: folder ";
    /** Begins the line on standard error that says that no private folder could be made. */
    static final String NO_FOLDER = "tw-console: no private folder ";

    private static final String PLACE = "@FOLDER@";
    private static final String LOAD = "--local-load=" + PLACE;
    private static final String LOGIN = "--defaults-file=" + PLACE;
    private static final int BLOCK = 512;
    // The tool writes each event by itself; a compressor that ranks below it takes many of them at once.
    private static final String LAST = "19";

    // The tool's own exit is told on standard error, because that of a pipeline is its last program's.
    private static final String SCRIPT = """
            base=$1 limit=$2 zip=$3 login=$4; shift 4; umask 077; d=; \
            clean() { [ -n "$d$login" ] && rm -rf -- ${d:+"$d"} ${login:+"$login"}; }; \
            trap clean EXIT; trap 'exit 143' HUP INT TERM PIPE; \
            if [ -n "$base" ]; then d=$base/@NAME@$$; \
            if mkdir -m 700 -- "$d"; then echo "@FOLDERIS@$d" >&2; else echo "@NOFOLDER@$d" >&2; d=; fi; fi; \
            [ -n "$d" ] && { TMPDIR=$d; export TMPDIR; }; TZ=UTC0 LC_ALL=C; export TZ LC_ALL; \
            ulimit -f "$limit" 2>&-; \
            run() { n=$1; shift; for a do shift; case $a in @LOAD@) [ -n "$d" ] && set -- "$@" --local-load="$d";; \
            @LOGIN@) set -- "$@" --defaults-file="$login/@FILE@";; *) set -- "$@" "$a";; esac; done; \
            if [ "$n" -ge 0 ]; then sh -c 'echo "@PID@$$" >&2; exec nice -n "$@"' sh "$n" "$@"; \
            else sh -c 'echo "@PID@$$" >&2; exec "$@"' sh "$@"; fi; echo "@EXIT@$?" >&2; }; \
            n=; [ "$1" -ge 0 ] && n="nice -n @LAST@"; \
            case $zip in zstd) run "$@" | $n zstd -1 -c -q;; gzip) run "$@" | $n gzip -1 -c;; *) run "$@";; esac"""
            .replace("@NAME@", ToolProbe.FOLDER_NAME).replace("@NOFOLDER@", NO_FOLDER).replace("@FOLDERIS@", FOLDER)
            .replace("@PID@", PID)
            .replace("@LAST@", LAST).replace("@FILE@", LoginFolder.FILE).replace("@EXIT@", EXIT).replace("@LOAD@", LOAD)
            .replace("@LOGIN@", LOGIN);

    public ToolCommand {
        arguments = List.copyOf(arguments);
    }

    /** Arguments of the documented command; {@code extra} stand after them. */
    public static List<String> arguments(String file, List<String> extra) {
        List<String> arguments = new ArrayList<>(List.of("--no-defaults", file, "--base64-output=DECODE-ROWS"));
        arguments.addAll(extra);
        arguments.add(LOAD);
        return arguments;
    }

    /** The same where the database server reads its file; its name is that which the server knows. */
    public static List<String> throughServer(String name, List<String> extra) {
        List<String> arguments = new ArrayList<>(List.of(LOGIN, "--read-from-remote-server", name,
                "--base64-output=DECODE-ROWS"));
        arguments.addAll(extra);
        arguments.add(LOAD);
        return arguments;
    }

    /** What runs, as a line that can be run again by hand. */
    public String line() {
        List<String> words = new ArrayList<>();
        if (nice >= 0) {
            words.addAll(List.of("nice", "-n", Integer.toString(nice)));
        }
        words.add(program);
        for (String argument : arguments) {
            if (argument.equals(LOGIN) && login != null) {
                words.add("--no-defaults");
                words.addAll(login.byHand());
            } else if (!argument.equals(LOAD)) {
                words.add(argument);
            }
        }
        String zip = compressor == null
                ? ""
                : " | " + (nice >= 0 ? "nice -n " + LAST + " " : "") + compressor + " -1 -c";
        return "TZ=UTC0 LC_ALL=C " + words.stream().map(ToolCommand::word).collect(Collectors.joining(" ")) + zip;
    }

    /** An option keeps its equals sign without quotes, as in the documented command: only a first word could assign. */
    private static String word(String word) {
        return word.matches("--[A-Za-z0-9_./:@%+,=-]+") ? word : ShellQuoting.quote(word);
    }

    /** @param loginFolder where the login was laid down, null for none */
    Command command(@Nullable String loginFolder) {
        List<String> script = new ArrayList<>(List.of(folder == null ? "" : folder,
                Long.toString((long) fileMegabytes * (1 << 20) / BLOCK), compressor == null ? "" : compressor,
                loginFolder == null ? "" : loginFolder, Integer.toString(nice), program));
        script.addAll(arguments);
        return Command.script(SCRIPT, script.toArray(String[]::new));
    }
}

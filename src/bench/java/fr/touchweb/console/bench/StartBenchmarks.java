package fr.touchweb.console.bench;

import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged program under Xvfb, from its start to its first frame, with its AOT cache, without, and a bare window. */
final class StartBenchmarks implements Benchmark {
    private static final Pattern FRAME = Pattern.compile("start: first frame after (\\d+) ms");
    private static final int STARTS = 5;
    private static final int DISPLAY = 199;

    private Path installed = Path.of("");

    @Override
    public String name() {
        return "packaged start";
    }

    @Override
    public void run(Report report) throws Exception {
        Optional<Path> server = RealPeer.find("Xvfb");
        Optional<Path> image = Packaged.image();
        if (image.isEmpty() || server.isEmpty()) {
            report.skipped("first frame", server.isEmpty() ? "no Xvfb" : "the program was not built: mvn package");
            return;
        }
        installed = image.get();
        Path home = Files.createTempDirectory("start-bench");
        Process display = new ProcessBuilder(server.get().toString(), ":" + DISPLAY, "-screen", "0", "1440x900x24",
                "-nolisten", "tcp").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            while (!Files.exists(Path.of("/tmp/.X11-unix/X" + DISPLAY))) {
                Thread.sleep(20);
            }
            frame(home, "on");
            double with = median(() -> frame(home, "auto"));
            double without = median(() -> frame(home, "off"));
            double bare = median(() -> bare(home));
            report.compared("first frame, AOT cache against none", with, without, "ms", false, 0.6);
            report.limited("first frame, beside a bare JavaFX window", with, "ms", bare + 1000);
            report.ratio("tw-console --version, AOT cache against none", median(() -> version(home, "auto")),
                    median(() -> version(home, "off")), "ms");
            report.told("installed size", size() + " MiB");
        } finally {
            display.destroy();
            display.waitFor();
            BenchFolder.delete(home);
        }
    }

    private interface Measure {
        double take() throws Exception;
    }

    private static double median(Measure measure) throws Exception {
        double[] values = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            values[i] = measure.take();
        }
        return Report.median(values);
    }

    private double frame(Path home, String cache) throws Exception {
        Path err = home.resolve("err");
        Process process = start(home, cache, err, List.of(installed.resolve("bin/tw-console").toString(), "--timing",
                "--lang=en"));
        try {
            while (true) {
                Matcher told = FRAME.matcher(Files.readString(err));
                if (told.find()) {
                    return Double.parseDouble(told.group(1));
                }
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("ended: " + Files.readString(err));
                }
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor();
        }
    }

    private double bare(Path home) throws Exception {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(installed.resolve("lib/app"))) {
            files.map(Path::toString).filter(file -> file.matches(".*/(javafx|tw-console)-.*[.]jar"))
                    .forEach(jars::add);
        }
        jars.add(Path.of(BareWindow.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        Process process = start(home, "auto", home.resolve("err"),
                List.of(installed.resolve("lib/runtime/bin/java").toString(), "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(":", jars), BareWindow.class.getName()));
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return Double.parseDouble(told);
    }

    private double version(Path home, String cache) throws Exception {
        long begin = System.nanoTime();
        Process process = start(home, cache, home.resolve("err"),
                List.of(installed.resolve("bin/tw-console").toString(), "--version"));
        process.getInputStream().readAllBytes();
        process.waitFor();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** @param cache as {@code -XX:AOTMode} has it */
    private static Process start(Path home, String cache, Path err, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("JAVA_"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "DISPLAY", ":" + DISPLAY));
        if (!cache.equals("auto")) {
            builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=" + cache);
        }
        return builder.start();
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(installed)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum() >> 20;
        }
    }
}

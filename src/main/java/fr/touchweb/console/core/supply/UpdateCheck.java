package fr.touchweb.console.core.supply;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Asks an address which version is the newest. It only tells: nothing is downloaded, and nothing about the person is sent. */
public final class UpdateCheck {
    private static final int LONGEST = 64 << 10;

    private UpdateCheck() {}

    /**
     * What the address answers, JSON.
     *
     * @param version of the form, 1
     * @param newest number of the newest console: {@code 0.2.0}
     * @param address where people find it
     */
    public record Newest(int version, String newest, String address) {}

    /**
     * The newest version if it is newer than this one.
     *
     * @param address over TLS, or on this machine
     * @param own number of this console
     * @throws DocumentException when the answer is none
     */
    public static Optional<Newest> newer(URI address, String own, Duration limit)
            throws IOException, InterruptedException {
        String scheme = String.valueOf(address.getScheme());
        if (!scheme.equals("https") && !(scheme.equals("http") && isHere(address))) {
            throw new DocumentException(address.toString(), "", 0, Message.of("store.wrongValue", scheme));
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build()) {
            HttpResponse<InputStream> answer = client.send(HttpRequest.newBuilder(address).timeout(limit).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(address + ": HTTP " + answer.statusCode());
                }
                Newest newest = new StrictJson().read(address.toString(), body.readNBytes(LONGEST), Newest.class);
                if (newest.version() != 1) {
                    throw new DocumentException(address.toString(), "version", 0,
                            Message.of("store.wrongValue", String.valueOf(newest.version())));
                }
                return compare(newest.newest(), own) > 0 ? Optional.of(newest) : Optional.empty();
            }
        }
    }

    private static boolean isHere(URI address) throws IOException {
        return address.getHost() != null && InetAddress.getByName(address.getHost()).isLoopbackAddress();
    }

    /** By their numbers; what is no number counts as 0, so that a build folder's “dev” is older than all. */
    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        int[] numbers = Arrays.stream(version.split("[.+-]")).mapToInt(
                part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0).toArray();
        return Arrays.copyOf(numbers, Math.max(4, numbers.length));
    }
}

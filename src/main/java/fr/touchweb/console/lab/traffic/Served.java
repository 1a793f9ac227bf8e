package fr.touchweb.console.lab.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that a host of the lab answered to somebody.
 *
 * @param client address
 * @param start when it came
 * @param millis how long the answer took
 * @param request request line
 * @param bytes of the body
 * @param throughProxy whether HAProxy saw it
 * @param byProxy whether HAProxy answered it by itself
 */
public record Served(String client, int port, Instant start, long millis, String request, int status, long bytes,
        @Nullable String referer, @Nullable String agent, boolean tls, boolean throughProxy, boolean byProxy) {}

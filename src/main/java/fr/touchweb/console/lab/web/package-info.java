/**
 * The HTTP hosts of the lab: shops behind a proxy, with the redirects, caches and faults that a diagnosis looks for. What
 * they answer is simulated, and each answer says so in its {@code X-Lab} header; sockets, TLS and times are real.
 */
@NullMarked
package fr.touchweb.console.lab.web;

import org.jspecify.annotations.NullMarked;

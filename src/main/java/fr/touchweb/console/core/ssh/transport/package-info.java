/**
 * Connections: one shared connection for each host, user and jump chain, with commands and files on it. Everything that
 * knows the library's connection, channels and threads stays here (reference ssh, design rules 1 to 20).
 */
@NullMarked
package fr.touchweb.console.core.ssh.transport;

import org.jspecify.annotations.NullMarked;

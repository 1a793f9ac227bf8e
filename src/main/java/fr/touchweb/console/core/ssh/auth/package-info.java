/**
 * Logging in: ssh-agent, key files, keyboard-interactive, password. Nothing here asks a person on the connection's reader
 * thread: a question of the server ends one step, the answer is the next one.
 */
@NullMarked
package fr.touchweb.console.core.ssh.auth;

import org.jspecify.annotations.NullMarked;

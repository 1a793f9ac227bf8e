/**
 * Host keys: our own reading of known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) and our own verdict, since the
 * library's ignores revocations and misreads negations (reference ssh 1.1).
 */
@NullMarked
package fr.touchweb.console.core.ssh.hostkey;

import org.jspecify.annotations.NullMarked;

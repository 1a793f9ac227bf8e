/**
 * SSH keys as the bytes that stand on the wire (RFC 4251, 4253, OpenSSH's PROTOCOL.certkeys): no library's key classes, so
 * that a type which no library here knows is still compared, printed and passed on.
 */
@NullMarked
package fr.touchweb.console.core.ssh.key;

import org.jspecify.annotations.NullMarked;

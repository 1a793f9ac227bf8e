/**
 * Machines: connections, host keys, authentication, commands and files.
 */
@NullMarked
package fr.touchweb.console.core.ssh;

import org.jspecify.annotations.NullMarked;

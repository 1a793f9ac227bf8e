/**
 * {@code ssh_config}: resolved by the real {@code ssh -G}, with a small parser of our own for machines without it and for
 * the list of hosts (reference ssh 1.4).
 */
@NullMarked
package fr.touchweb.console.core.ssh.config;

import org.jspecify.annotations.NullMarked;

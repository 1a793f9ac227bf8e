/**
 * Servers from other inventories: ssh_config, Ansible, CSV. A preview always comes before a change.
 */
@NullMarked
package fr.touchweb.console.core.fleet.imports;

import org.jspecify.annotations.NullMarked;

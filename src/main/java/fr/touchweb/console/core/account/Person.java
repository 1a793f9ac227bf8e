package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import org.jspecify.annotations.Nullable;

/**
 * Who works here.
 *
 * @param login of this machine, or the one that the person takes on servers
 * @param name as people write it, the login where no account names them
 * @param account of the fleet's documents, null when these list none or not this person
 */
public record Person(String login, String name, @Nullable Account account) {}

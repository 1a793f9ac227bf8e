package fr.touchweb.console.desktop.connect;

/**
 * How connections ask the person at this window. The two models go into core as its {@code SecretSource} and
 * {@code HostKeyAsker}; they may be made before the toolkit has started.
 *
 * @param lock forgets every kept secret and open key
 */
public record Asking(SecretModel secrets, HostKeyModel hostKeys, Runnable lock) {}

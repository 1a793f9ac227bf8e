package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;

/**
 * Our own address in one family, as the site sees it (design rule B.5).
 *
 * @param address as it arrives
 * @param evidence what tells it
 */
record OwnAddress(Cidr address, Message evidence) {}

package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.text.Message;

/** Something that the page offers to do about what it says. */
record Offer(Message words, Runnable action) {}

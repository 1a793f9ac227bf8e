package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.eol.Tone;
import fr.touchweb.console.core.text.Message;

/** Something about a server that a person should know, though it is no fault of now. */
public record Remark(Tone tone, Message text) {}

package fr.touchweb.console.desktop.shell;

import javafx.beans.value.ObservableValue;

/**
 * What the frame shows besides pages.
 *
 * @param person who works here
 * @param connections counted for the status bar; changes on the JavaFX thread
 * @param work what runs, with progress and cancel
 * @param demonstration whether the fleet is the embedded lab
 */
public record ShellFacts(ObservableValue<PersonLine> person, ObservableValue<Connections> connections,
        RunningWork work, boolean demonstration) {}

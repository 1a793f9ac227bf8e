package fr.touchweb.console.core.supply;

import java.util.List;

/**
 * A library inside of the program.
 *
 * @param name group and artifact, as Maven has them
 * @param licences SPDX ids, else names; empty when its publisher declares none
 * @param address of the licence or the project, empty for none
 */
public record Library(String name, String version, List<String> licences, String address) {
    public Library {
        licences = List.copyOf(licences);
    }
}

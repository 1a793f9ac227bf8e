package fr.touchweb.console.core.binlog.run;

import java.util.List;

/**
 * A login with which mysqlbinlog reads a log from the database server ({@code -R}), where its bytes in the file are
 * encrypted.
 *
 * @param byHand arguments with which a person does the same and is asked for the password
 * @param optionFile what the tool gets instead; wiped by whoever made it
 */
public record ServerLogin(List<String> byHand, byte[] optionFile) {
    public ServerLogin {
        byHand = List.copyOf(byHand);
    }

    @Override
    public String toString() {
        return "ServerLogin" + byHand;
    }
}

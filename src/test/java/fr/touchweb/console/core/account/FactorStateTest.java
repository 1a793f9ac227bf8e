package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactorStateTest {
    private static Fleet fleet() throws Exception {
        return new FleetReader(1 << 20).read(Map.of("fleet.json", """
                {"version":1,"servers":[
                 {"id":"listed","host":"h","whitelists":[{"scope":"ssh","backend":"fail2ban","jails":["sshd"]}]},
                 {"id":"open","host":"h","whitelists":[{"scope":"ids","backend":"fail2ban","jails":["sshd"]}]}],
                 "accounts":[
                 {"login":"a","mfa":"yubikey","grants":[{"servers":["open"],"rights":["logs"]}]},
                 {"login":"b","mfa":"none","grants":[{"servers":["listed"],"rights":["logs"]}]},
                 {"login":"c","mfa":"none","grants":[{"servers":["listed","open"],"rights":["logs"]}]},
                 {"login":"d","mfa":"none"},
                 {"login":"e","grants":[{"servers":["listed"],"rights":["logs"]}]}]}"""
                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void restrictedIsNoSecondFactorAndUnknownIsNone() throws Exception {
        List<FactorState.Line> lines = FactorState.of(fleet());
        assertEquals(List.of(FactorState.MFA, FactorState.RESTRICTED, FactorState.NEITHER, FactorState.NEITHER,
                FactorState.UNKNOWN), lines.stream().map(FactorState.Line::state).toList());
        FactorState.Coverage coverage = FactorState.coverage(lines);
        assertEquals(new FactorState.Coverage(1, 1, 5), coverage);
        assertEquals(20, coverage.percent());
        assertEquals(0, FactorState.coverage(List.of()).percent());
    }
}

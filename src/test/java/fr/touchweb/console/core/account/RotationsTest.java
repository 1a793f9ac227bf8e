package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static Fleet fleet(String json) throws Exception {
        return new FleetReader(1 << 20).read(Map.of("fleet.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anEndedAccessIsToldUntilSomebodySaysThatPasswordsWereChanged() throws Exception {
        Fleet fleet = fleet("""
                {"version":1,"servers":[{"id":"s","host":"h"}],"accounts":[
                 {"login":"a","grants":[{"servers":["s"],"rights":["logs"],"until":"2026-11-25"},
                  {"servers":["s"],"rights":["logs"],"until":"2026-11-26"},{"servers":["s"],"rights":["logs"]}]},
                 {"login":"b","grants":[{"servers":["s"],"rights":["logs"],"until":"2026-01-01",
                  "rotated":"2026-01-02"}]}]}""");
        List<Rotations.Due> due = Rotations.due(fleet, TODAY);
        assertEquals(List.of("a 2026-11-25"),
                due.stream().map(one -> one.account().login() + " " + one.ended()).toList());
        Fleet done = Rotations.done(fleet, due.getFirst(), TODAY);
        assertEquals(List.of(), Rotations.due(done, TODAY));
        Account account = done.accounts().orElseThrow().getFirst();
        assertEquals(TODAY, account.grants().getFirst().rotated());
        assertEquals(3, account.grants().size());
        byte[] written = new FleetReader(1 << 20).write(done.documents().get("fleet.json"));
        assertEquals(done, fleet(new String(written, StandardCharsets.UTF_8)));
    }
}

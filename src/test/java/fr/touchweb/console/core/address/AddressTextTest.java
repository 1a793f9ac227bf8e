package fr.touchweb.console.core.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            82.64.10.5                 | 82.64.10.5
            82.64.10.5/32              | 82.64.10.5
            146.70.10.0/24             | 146.70.10.0/24
            0.0.0.0/0                  | 0.0.0.0/0
            255.255.255.255            | 255.255.255.255
            ::/0                       | ::/0
            2001:DB8:0:0:0:0:0:1       | 2001:db8::1
            2001:db8:0:1:1:1:1:1       | 2001:db8:0:1:1:1:1:1
            2001:0db8:0:0:1:0:0:1      | 2001:db8::1:0:0:1
            2a01:e0a:1:2::/64          | 2a01:e0a:1:2::/64
            2a01:e0a::/29              | 2a01:e08::/29?
            """)
    void readsOneMeaningInOneForm(String text, String canonical) {
        if (canonical.endsWith("?")) {
            assertInstanceOf(Parsed.Unclear.class, AddressText.parse(text));
        } else {
            assertEquals(canonical, assertInstanceOf(Parsed.Read.class, AddressText.parse(text)).cidr().toString());
        }
    }

    /** Left: what somebody may type or paste; right: why it is refused. The texts of reference A.4 are all among them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                         | empty
            "   "                      | empty
            010.010.010.010            | leading-zero
            1.2.3.04                   | leading-zero
            10.1                       | short-form
            167772161                  | short-form
            1.2.3                      | short-form
            1.2.3.4.5                  | short-form
            0x0a000001                 | hexadecimal
            0x0a.0.0.1                 | hexadecimal
            fe80::1%eth0               | zone
            1.2.3.4/0.0.0.255          | mask
            1.2.3.4/255.255.255.0      | mask
            1.2.3.*                    | wildcard
            1.2.3.0-255                | range
            1.2.3.0-1.2.3.255          | range
            localhost                  | name
            shop.example.fr            | name
            10.0.0.300                 | octet
            １.2.3.4                    | not-ascii
            ::ffff:1.2.3.４             | not-ascii
            1.2.3.4/33                 | prefix-too-long
            2001:db8::/129             | prefix-too-long
            1.2.3.4/08                 | prefix-leading-zero
            1.2.3.4/                   | prefix
            1.2.3.4/-1                 | prefix
            1.2.3.4/2x                 | prefix
            1.2.3.4/24/24              | prefix
            1.2.3.4:443                | port
            [2001:db8::1]:443          | port
            1.2.3.4, 1.2.3.5           | several
            1.2.3.4 1.2.3.5            | several
            2001:db8::1::2             | not-an-address
            2001:db8                   | not-an-address
            12345::1                   | not-an-address
            ::1.2.3.04                 | leading-zero
            1.2.3.4;reboot             | several
            $(reboot)                  | not-an-address
            -A                         | not-an-address
            """)
    void refusesWithTheReason(String text, String code) {
        Parsed.Refused refused = assertInstanceOf(Parsed.Refused.class, AddressText.parse(text), text);
        assertEquals(code, refused.code(), text);
        for (Language language : Language.values()) {
            assertFalse(new Texts(language).get(refused.reason()).isBlank());
        }
    }

    @Test
    void anAddressOfANetworkIsAQuestionAndTheSingleAddressComesFirst() {
        Parsed.Unclear four = assertInstanceOf(Parsed.Unclear.class, AddressText.parse("10.1.2.3/24"));
        assertEquals("host-bits", four.code());
        assertEquals(List.of(Cidr.of("10.1.2.3"), Cidr.of("10.1.2.0/24")), four.readings());
        Parsed.Unclear six = assertInstanceOf(Parsed.Unclear.class, AddressText.parse("2001:db8:1::5/48"));
        assertEquals(List.of(Cidr.of("2001:db8:1::5"), Cidr.of("2001:db8:1::/48")), six.readings());
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsAQuestion() {
        Parsed.Unclear mapped = assertInstanceOf(Parsed.Unclear.class, AddressText.parse("::ffff:1.2.3.4"));
        assertEquals("ipv4-mapped", mapped.code());
        assertEquals(List.of(Cidr.of("1.2.3.4")), mapped.readings());
        assertEquals(mapped.readings(),
                assertInstanceOf(Parsed.Unclear.class, AddressText.parse("::FFFF:102:304/128")).readings());
    }

    @Test
    void weighsIpv6InNetworksOfHouseholds() {
        assertEquals(BigInteger.ONE, Cidr.of("2001:db8::1").weight());
        assertEquals(BigInteger.ONE, Cidr.of("2001:db8::/64").weight());
        assertEquals(BigInteger.valueOf(256), Cidr.of("2001:db8::/56").weight());
        assertEquals(BigInteger.valueOf(256), Cidr.of("146.70.10.0/24").weight());
    }

    @Test
    void containsAndOverlaps() {
        Cidr range = Cidr.of("146.70.10.0/24");
        assertTrue(range.contains(Cidr.of("146.70.10.255")) && !range.contains(Cidr.of("146.70.11.0")));
        assertTrue(Cidr.of("146.70.10.4").overlaps(range) && !Cidr.of("146.70.10.4").contains(range));
        assertFalse(Cidr.of("::/0").contains(Cidr.of("1.2.3.4")));
        assertTrue(Cidr.of("0.0.0.0/0").contains(Cidr.of("255.255.255.255")));
        assertEquals("146.70.10.255", range.last().toString());
        assertEquals("2001:db8::ffff:ffff:ffff:ffff", Cidr.of("2001:db8::/64").last().toString());
    }

    /** The quick way for plain addresses takes exactly what the long way takes: a prefix of /32 forces the long one. */
    @Test
    void theQuickWayAndTheLongWayAgree() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 5 + random.nextInt(11); length > 0; length--) {
                text.append("0123456789....".charAt(random.nextInt(14)));
            }
            boolean quick = AddressText.parse(text.toString()) instanceof Parsed.Read;
            boolean slow = AddressText.parse(text + "/32") instanceof Parsed.Read;
            assertEquals(slow, quick, "seed " + seed + " " + text);
        }
        assertInstanceOf(Parsed.Refused.class, AddressText.parse("1.2.3.256"));
        assertInstanceOf(Parsed.Refused.class, AddressText.parse("1.2.3.00"));
        assertEquals("0.0.0.0", Cidr.of("0.0.0.0").toString());
    }

    /** The JDK's own reading of literals is the other opinion: ours prints what it reads back as the same bytes. */
    @Test
    void everyAddressReadsBackAsItself() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            boolean six = random.nextBoolean();
            byte[] bytes = new byte[six ? 16 : 4];
            random.nextBytes(bytes);
            for (int j = 0; six && j < 16; j += 2) {
                if (random.nextInt(3) == 0) {
                    bytes[j] = 0;
                    bytes[j + 1] = 0;
                }
            }
            InetAddress theirs = InetAddress.getByAddress(bytes);
            Parsed parsed = AddressText.parse(theirs.getHostAddress());
            if (six && theirs.getAddress().length == 4) {
                continue;
            }
            Cidr ours = assertInstanceOf(Parsed.Read.class, parsed, "seed " + seed + " " + theirs).cidr();
            assertEquals(theirs, InetAddress.ofLiteral(ours.toString()), "seed " + seed);
            int prefix = random.nextInt(ours.bits() + 1);
            Cidr wide = ours.widened(prefix);
            assertEquals(wide, Cidr.of(wide.toString()), "seed " + seed);
            assertTrue(wide.contains(ours) && wide.contains(wide.first()) && wide.contains(wide.last()),
                    "seed " + seed);
        }
    }
}

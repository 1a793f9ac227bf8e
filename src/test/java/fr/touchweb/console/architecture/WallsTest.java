package fr.touchweb.console.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import fr.touchweb.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house: which room may know which. */
class WallsTest {
    private static final String ROOT = "fr.touchweb.console.";
    private static final List<String> FEATURES = List.of("logs", "binlog", "whitelist", "diagnose", "rights");

    /** What ships: the classes of the place where the front door is, wherever they were compiled to. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Console.class.getProtectionDomain().getCodeSource().getLocation());

    @TestFactory
    Stream<DynamicTest> walls() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(noClasses().that().resideInAPackage(ROOT + "core..").should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..", "picocli..",
                        "java.awt..", "javax.swing..")
                .as("core knows no screen"));
        rules.add(noClasses().that().resideInAPackage(ROOT + "core..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "desktop..", ROOT + "cli..", ROOT + "lab.."));
        rules.add(noClasses().that().resideInAPackage(ROOT + "desktop..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "cli..", "picocli.."));
        rules.add(noClasses().that().resideInAnyPackage(ROOT + "cli..", ROOT + "lab..").should().dependOnClassesThat()
                .resideInAPackage(ROOT + "desktop..").as("the command line and the lab know no window"));
        rules.add(noClasses().that().resideInAPackage(ROOT + "desktop..").should().dependOnClassesThat()
                .haveNameMatching(
                        "javafx\\.animation\\.(Fade|Fill|Parallel|Path|Rotate|Scale|Sequential|Stroke|Translate)"
                                + "Transition")
                .as("what moves is left to style sheets, which know who wants it still"));
        rules.add(noClasses().that().resideInAPackage(ROOT + "cli..").should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx.."));
        rules.add(noClasses().that().resideOutsideOfPackages(ROOT + "core.ssh..").should().dependOnClassesThat()
                .resideInAnyPackage("net.schmizz..", "com.hierynomus..").as("sshj stays behind core/ssh"));
        rules.add(noClasses().that().resideOutsideOfPackages(ROOT + "lab..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd..").as("Apache MINA sshd stays in the lab"));
        for (String feature : FEATURES) {
            String[] others = FEATURES.stream().filter(f -> !f.equals(feature)).map(f -> ROOT + "core." + f + "..")
                    .toArray(String[]::new);
            rules.add(noClasses().that().resideInAPackage(ROOT + "core." + feature + "..").should()
                    .dependOnClassesThat().resideInAnyPackage(others));
        }
        String[] features = FEATURES.stream().map(f -> ROOT + "core." + f + "..").toArray(String[]::new);
        rules.add(noClasses().that()
                .resideInAnyPackage(ROOT + "core.format..", ROOT + "core.ban..", ROOT + "core.drop..",
                        ROOT + "core.address..",
                        ROOT + "core.ssh..",
                        ROOT + "core.fleet..", ROOT + "core.account..", ROOT + "core.task..", ROOT + "core.policy..",
                        ROOT + "core.journal..", ROOT + "core.store..", ROOT + "core.text..")
                .should().dependOnClassesThat().resideInAnyPackage(features));
        rules.add(noClasses().that()
                .resideInAnyPackage(ROOT + "core.task..", ROOT + "core.policy..", ROOT + "core.journal..",
                        ROOT + "core.store..", ROOT + "core.text..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + "core.ssh..", ROOT + "core.fleet..",
                        ROOT + "core.account..", ROOT + "core.format..", ROOT + "core.ban.."));
        rules.add(noClasses().that().resideInAnyPackage(ROOT + "core..", ROOT + "desktop..").should()
                .accessField(System.class, "out").orShould().accessField(System.class, "err")
                .as("core and desktop do not print"));
        rules.add(noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.commons.logging.."));
        rules.add(noClasses().should().dependOnClassesThat().haveFullyQualifiedName(
                "net.schmizz.sshj.transport.verification.OpenSSHKnownHosts").orShould().dependOnClassesThat()
                .haveFullyQualifiedName("net.schmizz.sshj.transport.verification.PromiscuousVerifier")
                .as("host keys are verified by our own known_hosts only"));
        rules.add(noClasses().should().callMethod("net.schmizz.sshj.SSHClient", "loadKnownHosts")
                .orShould().callMethod("net.schmizz.sshj.SSHClient", "addHostKeyVerifier", "java.lang.String")
                .as("host keys are verified by our own known_hosts only"));
        rules.add(noClasses().should().callMethodWhere(JavaCall.Predicates.target(name("connectVia"))
                .or(JavaCall.Predicates.target(name("rekey"))).or(JavaCall.Predicates.target(name("useCompression"))))
                .as("a jump host goes through JumpSocket, and keys are exchanged again by the server alone"));
        rules.add(slices().matching(ROOT + "core.(*)..").should().beFreeOfCycles());
        rules.add(slices().matching(ROOT + "desktop.(*)..").should().beFreeOfCycles());
        rules.add(slices().matching(ROOT + "(*)..").should().beFreeOfCycles());
        rules.add(noClasses().that().haveSimpleNameEndingWith("Model").and().resideInAPackage(ROOT + "desktop..")
                .should().dependOnClassesThat(resideInAnyPackage("javafx.scene.control..", "javafx.stage.."))
                .as("models hold no controls"));
        return rules.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(),
                        () -> rule.allowEmptyShould(true).check(CLASSES)));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = CLASSES.stream().map(JavaClass::getPackage).distinct()
                .filter(room -> room.tryGetAnnotationOfType("org.jspecify.annotations.NullMarked").isEmpty())
                .map(JavaPackage::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
    }
}

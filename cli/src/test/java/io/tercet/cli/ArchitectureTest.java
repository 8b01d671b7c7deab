package io.tercet.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** Where a line of code may go; CONTRIBUTING.md says it in words. */
class ArchitectureTest {
  private static final JavaClasses TERCET =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.tercet");

  @Test
  void modulesUseOnlyTheModulesBelowThem() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.tercet..")
            .withOptionalLayers(true)
            .layer("core")
            .definedBy("io.tercet.core..")
            .layer("store")
            .definedBy("io.tercet.store..")
            .layer("jobs")
            .definedBy("io.tercet.jobs..")
            .layer("server")
            .definedBy("io.tercet.server..")
            .layer("cli")
            .definedBy("io.tercet.cli..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("store")
            .mayOnlyAccessLayers("core")
            .whereLayer("jobs")
            .mayOnlyAccessLayers("core", "store")
            .whereLayer("server")
            .mayOnlyAccessLayers("core", "store", "jobs")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture());
  }

  @Test
  void adaptersAreChosenInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.tercet.store.duckdb..", "io.tercet.store.clickhouse..", "io.tercet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tercet.store.duckdb..", "io.tercet.store.clickhouse.."));
  }

  @Test
  void adaptersOfMetadataAreChosenInOnePlace() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.tercet.store.metadata.jdbc..", "io.tercet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tercet.store.metadata.jdbc.."));
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tercet.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..", "com.clickhouse.."));
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.tercet.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void nothingIsSerialisedByJava() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                belongToAnyOf(
                    ObjectInputStream.class, ObjectOutputStream.class, Externalizable.class)));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?")
            .orShould()
            .haveNameMatching(".*[.$]I[A-Z][a-z].*"));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.tercet.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(TERCET);
  }
}

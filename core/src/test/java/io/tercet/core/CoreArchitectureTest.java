package io.tercet.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine computes: it reads no file, no clock and no environment, and it logs nothing. */
class CoreArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tercet.core");

  @Test
  void dependsOnNothingButPureParts() {
    DescribedPredicate<JavaClass> pure =
        resideInAnyPackage(
                "io.tercet.core..",
                "java.lang",
                "java.lang.annotation",
                "java.lang.invoke",
                "java.lang.runtime",
                "java.math",
                "java.nio",
                "java.nio.charset",
                "java.time..",
                "java.util",
                "java.util.concurrent..",
                "java.util.function",
                "java.util.regex",
                "java.util.stream",
                "java.util.zip",
                "org.jspecify.annotations")
            .or(DescribedPredicate.describe("primitives", JavaClass::isPrimitive))
            .or(DescribedPredicate.describe("arrays", JavaClass::isArray))
            .or(
                // Bytes on their way, wherever they come from or go.
                belongToAnyOf(
                    ByteArrayInputStream.class,
                    ByteArrayOutputStream.class,
                    DataInput.class,
                    DataInputStream.class,
                    DataOutput.class,
                    DataOutputStream.class,
                    EOFException.class,
                    IOException.class,
                    InputStream.class,
                    OutputStream.class,
                    UncheckedIOException.class,
                    DigestInputStream.class,
                    DigestOutputStream.class,
                    MessageDigest.class,
                    NoSuchAlgorithmException.class))
            .as("are pure parts of java.* and JSpecify");

    classes().should().onlyDependOnClassesThat(pure).check(CORE);
  }

  @Test
  void readsNoClock() {
    noClasses()
        .should()
        .accessTargetWhere(isAnyOf("System.currentTimeMillis", "System.nanoTime"))
        .orShould()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "asks java.time for the present",
                access ->
                    access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getName().matches("now|system.*|tick.*")))
        .because("time is an argument")
        .check(CORE);
  }

  @Test
  void drawsNoUnseededRandomness() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .accessTargetWhere(isAnyOf("Math.random", "UUID.randomUUID", "ThreadLocalRandom.current"))
        .because("the same seed gives the same bits")
        .check(CORE);
  }

  @Test
  void touchesNoProcessState() {
    noClasses()
        .should()
        .accessTargetWhere(
            isAnyOf(
                "System.in",
                "System.out",
                "System.err",
                "System.getProperty",
                "System.getenv",
                "System.exit",
                "System.load",
                "System.loadLibrary",
                "Thread.sleep",
                "Throwable.printStackTrace"))
        .orShould()
        .dependOnClassesThat(belongToAnyOf(Process.class, ProcessBuilder.class, Runtime.class))
        .check(CORE);
  }

  @Test
  void hasNoPackageCycles() {
    slices().matching("io.tercet.core.(**)").should().beFreeOfCycles().check(CORE);
  }

  /** Calls, references and field accesses, each named by simple class name and member. */
  private static DescribedPredicate<JavaAccess<?>> isAnyOf(String... members) {
    Set<String> forbidden = Set.of(members);
    return DescribedPredicate.describe(
        "is any of " + forbidden,
        access ->
            forbidden.contains(access.getTargetOwner().getSimpleName() + "." + access.getName()));
  }
}

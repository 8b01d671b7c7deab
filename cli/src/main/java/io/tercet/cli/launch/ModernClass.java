package io.tercet.cli.launch;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;

/**
 * Class files as the JVM's AOT cache takes them.
 *
 * <p>The cache leaves out classes compiled for Java 5, since they lack the stack maps that Java 6
 * brought. Picocli is made of nothing else, and loading it anew is a third of the start-up time.
 */
final class ModernClass {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          StackMapsOption.GENERATE_STACK_MAPS,
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ModernClass.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  private ModernClass() {}

  /** The same class with stack maps, or the bytes given if it has them or cannot have them. */
  static byte[] of(byte[] bytes) {
    if (majorVersion(bytes) >= ClassFile.JAVA_6_VERSION) {
      return bytes;
    }
    ClassModel old = CLASS_FILE.parse(bytes);
    ClassTransform raiseVersion =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    try {
      // Passing each method's code through makes the library write it anew, with its stack maps.
      return CLASS_FILE.transformClass(
          old, raiseVersion.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with)));
    } catch (IllegalArgumentException e) {
      return bytes;
    }
  }

  private static int majorVersion(byte[] bytes) {
    return (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);
  }
}

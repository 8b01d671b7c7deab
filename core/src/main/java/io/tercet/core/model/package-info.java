/** The model file: named tensors in the safetensors layout. */
@NullMarked
package io.tercet.core.model;

import org.jspecify.annotations.NullMarked;

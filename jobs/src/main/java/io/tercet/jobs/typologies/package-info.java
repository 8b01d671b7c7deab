/** Typologies as data: the packs that come with Tercet, and files of users' own. */
@NullMarked
package io.tercet.jobs.typologies;

import org.jspecify.annotations.NullMarked;

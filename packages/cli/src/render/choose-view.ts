import type { Io } from '../io.ts';
import { BlocksView } from './blocks-view.ts';
import { columnsFit } from './columns-block.ts';
import { ColumnsView } from './columns-view.ts';
import { canRedraw, paintFor, widthFor } from './terminal.ts';
import type { Scene, View } from './view.ts';

/** Columns where a person watches and every target gets 24 cells or more; else answers one below the other. */
export function chooseView({ stdout, environment }: Pick<Io, 'stdout' | 'environment'>, scene: Scene): View {
  const paint = paintFor(stdout, environment);
  const width = widthFor(stdout);
  return canRedraw(stdout, environment) && width !== undefined && columnsFit(scene.targets.length, width)
    ? new ColumnsView(stdout, scene, paint)
    : new BlocksView(stdout, scene, paint);
}

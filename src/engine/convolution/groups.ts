/**
 * Convolution in groups, each by itself. The channels of a group have to be next to each other, so images are taken apart first, and the
 * results are put together at the end.
 */
import type { Engine, View } from "../engine.js";
import { rowMajor, size, whole } from "../layout.js";
import type { Storage } from "../storage.js";
import type { Convolutions, Windows } from "./windows.js";

export function convolveGroups(
  engine: Engine,
  convolutions: Convolutions,
  images: View,
  kernels: View,
  bias: View | undefined,
  windows: Windows,
): Storage {
  const [one, filters] = [ofOneGroup(windows), size(kernels.shape, 3)];
  const [x, w] = [apart(engine, images, windows.groups), apart(engine, kernels, windows.groups)];
  const b = bias && apart(engine, bias, windows.groups);
  const outputs = each(windows.groups, (group) => convolutions.convolve(x(group), w(group), b?.(group), one));
  return together(engine, outputs, [windows.images, windows.outputHeight, windows.outputWidth, filters]);
}

export function groupsToImages(
  engine: Engine,
  convolutions: Convolutions,
  errors: View,
  kernels: View,
  windows: Windows,
): Storage {
  const { images, height, width, channels, groups } = windows;
  const [e, w] = [apart(engine, errors, groups), apart(engine, kernels, groups)];
  const found = each(groups, (group) => convolutions.toImages(e(group), w(group), ofOneGroup(windows)));
  return together(engine, found, [images, height, width, channels]);
}

/** The weights of all groups and then the biases of all groups, as one group has them: in rows of as many numbers as there are filters. */
export function groupsToKernels(
  engine: Engine,
  convolutions: Convolutions,
  images: View,
  errors: View,
  windows: Windows,
): Storage {
  const [one, filters] = [ofOneGroup(windows), size(errors.shape, 3)];
  const [x, e] = [apart(engine, images, windows.groups), apart(engine, errors, windows.groups)];
  const found = each(windows.groups, (group) => convolutions.toKernels(x(group), e(group), one));
  return together(engine, found, [one.kernelHeight * one.kernelWidth * one.channels + 1, filters]);
}

const each = (groups: number, compute: (group: number) => Storage): Storage[] =>
  Array.from({ length: groups }, (_, group) => compute(group));

const ofOneGroup = (windows: Windows): Windows => ({ ...windows, channels: windows.channels / windows.groups, groups: 1 });

/** Divides the last axis among groups, and returns the view of each of them, which is row-major. */
function apart(engine: Engine, { storage, offset, shape, strides }: View, groups: number): (group: number) => View {
  const [lead, entries] = [shape.slice(0, -1), size(shape, shape.length - 1) / groups];
  const step = size(strides, strides.length - 1);
  const byGroup = {
    storage,
    offset,
    shape: [groups, ...lead, entries],
    strides: [entries * step, ...strides.slice(0, -1), step],
  };
  const own = whole(engine.copy(byGroup), byGroup.shape);
  return (group) => ({
    storage: own.storage,
    offset: group * size(own.strides, 0),
    shape: own.shape.slice(1),
    strides: own.strides.slice(1),
  });
}

/** Puts the last axis together again, from the row-major results of groups. */
function together(engine: Engine, parts: readonly Storage[], shape: readonly number[]): Storage {
  const entries = size(shape, shape.length - 1) / parts.length;
  const strides = rowMajor(shape);
  const placed = parts.map((part, group) => ({
    x: whole(part, shape.with(-1, entries)),
    window: { offset: group * entries, strides },
  }));
  return engine.join(
    placed,
    shape.reduce((product, axis) => product * axis, 1),
    0,
  );
}

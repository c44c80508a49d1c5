/** The installed models, the catalog and the transfers, as the page 模型 shows them. */
import path from 'node:path';
import type { ModelsState } from '../contract/models.ts';
import type { Catalog } from './catalog.ts';
import type { InstalledModels } from './installed.ts';
import { estimateMemory } from './memory.ts';
import type { Transfers } from './transfers/transfers.ts';

export function readInstalledState(catalog: Catalog, installed: InstalledModels, transfers: Transfers): ModelsState {
  const files = installed.list();
  return {
    folder: installed.folder,
    installed: files,
    offered: catalog.models.map((model) => {
      const here = files.find(
        (one) =>
          one.present &&
          (one.path === path.join(installed.folder, model.file) || (one.sha256 !== null && one.sha256 === installed.sumOf(model))),
      );
      return {
        id: model.id,
        family: model.family.name,
        quantisation: model.quantisation,
        license: model.license,
        bytes: model.approximateBytes,
        memory: model.approximateBytes === null ? null : estimateMemory(model.family.shape, model.approximateBytes),
        sites: model.addresses.map((address) => address.site),
        path: here?.path ?? null,
      };
    }),
    transfers: transfers.list(),
  };
}

/** The shelf, the catalog and the transfers as the page 模型 shows them. */
import path from 'node:path';
import type { ShelfState } from '../contract/models.ts';
import type { Catalog } from './catalog.ts';
import type { Shelf } from './installed.ts';
import { memoryNeed } from './memory.ts';
import type { Transfers } from './transfers/transfers.ts';

export function readShelf(catalog: Catalog, shelf: Shelf, transfers: Transfers): ShelfState {
  const installed = shelf.list();
  return {
    folder: shelf.folder,
    installed,
    offered: catalog.models.map((model) => {
      const here = installed.find(
        (one) =>
          one.present && (one.path === path.join(shelf.folder, model.file) || (one.sha256 !== null && one.sha256 === shelf.sumOf(model))),
      );
      return {
        id: model.id,
        family: model.family.name,
        quantisation: model.quantisation,
        license: model.license,
        bytes: model.about,
        memory: model.about === null ? null : memoryNeed(model.family.shape, model.about),
        sites: model.addresses.map((address) => address.site),
        path: here?.path ?? null,
      };
    }),
    transfers: transfers.list(),
  };
}

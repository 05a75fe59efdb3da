import type { UploadMediaType } from '../domain/read-picture';

/** Where the bytes of uploaded images are. A name is written once and never again. */
export interface ImageStore {
  /** @throws DomainError unavailable when it is not known to be stored */
  save(objectName: string, bytes: Buffer, mediaType: UploadMediaType): Promise<void>;
  /**
   * @param contentHash what the bytes must hash to
   * @throws DomainError unavailable when they cannot be had, or are not the ones that were stored
   */
  load(objectName: string, contentHash: string): Promise<Buffer>;
  /**
   * Deletes it; what is not there is deleted already.
   *
   * @throws DomainError unavailable when it is not known to be deleted
   */
  remove(objectName: string): Promise<void>;
}

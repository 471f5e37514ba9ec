/** What is kept of installations of chat platforms, by their tenant (`slack:T0123/`): sealed, a secret. */
export type InstallationStore = {
  readonly installation: (tenant: string) => string | undefined;
  /** Those whose tenant begins so, by tenant. */
  readonly installations: (prefix: string) => readonly { readonly tenant: string; readonly sealed: string }[];
  readonly keepInstallation: (tenant: string, sealed: string) => void;
  /** False where there was none. */
  readonly dropInstallation: (tenant: string) => boolean;
};

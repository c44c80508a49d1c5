/** One step of the database's schema. Step N brings a file from user_version N − 1 to N. */
export interface Migration {
  number: number;
  sql: string;
}

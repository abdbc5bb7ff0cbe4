/** The first letter large: sentences begin with the name of a field, which is small in the middle of others. */
export const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

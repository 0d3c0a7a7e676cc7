export interface Config {
	root: string;
	port: number;
	host: string;
	dataDir: string;
	publicUrl: string | null;
	demo: boolean;
	trustProxy: boolean;
	logLevel: string;
}
export function readConfig(env: NodeJS.ProcessEnv): Config {
	return {
		root: env.YITANG_ROOT ?? process.cwd(),
		port: Number(env.PORT ?? 3000),
		host: env.HOST ?? '0.0.0.0',
		dataDir: env.DATA_DIR ?? './data',
		publicUrl: env.PUBLIC_URL ?? null,
		demo: env.DEMO !== 'off',
		trustProxy: false,
		logLevel: env.LOG_LEVEL ?? 'info'
	};
}

// Looks at the event loop of the process it is loaded into (`--import`), and tells the parent process what
// it was like between `begin` and `end`: the longest time for which it was held, once as it passed and once
// as the work of its own thread alone, which a busy machine does not lengthen; all that this thread worked, all CPU
// time, in ms; and the growth of memory, in MB.

// Before Node 23.9 a thread cannot be asked: then it is the work of the process.
const worked = () => {
	const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)();
	return (user + system) / 1000;
};
let timer;
let longest, work, cpu, rss, since;

function begin() {
	[longest, work, cpu, rss] = [0, 0, process.cpuUsage(), process.memoryUsage.rss()];
	since = worked();
	let [at, done] = [performance.now(), worked()];
	clearInterval(timer);
	timer = setInterval(() => {
		const [now, doneNow] = [performance.now(), worked()];
		longest = Math.max(longest, now - at);
		work = Math.max(work, doneNow - done);
		[at, done] = [now, doneNow];
	}, 2).unref();
}

function end() {
	clearInterval(timer);
	const { user, system } = process.cpuUsage(cpu);
	return {
		longest: Math.round(longest),
		work: Math.round(work),
		thread: worked() - since,
		cpu: Math.round((user + system) / 1000),
		grown: Math.round((process.memoryUsage.rss() - rss) / 1e6)
	};
}

process.on('message', (asked) => {
	if (asked === 'begin') {
		begin();
		process.send('begun');
	} else if (asked === 'end') process.send(end());
});
// It does not keep the process alive.
process.channel?.unref();

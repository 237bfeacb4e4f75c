using Kiln.Cli;
using Kiln.Terminal;

return CommandLine.Run(args, EnvironmentVariables.OfProcess(), Output.ForConsole());

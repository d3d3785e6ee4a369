namespace VirshLite.Runner.TrustedFiles;

/// <summary>A symbolic link on the way to a file: where it lies, links before it resolved, and what is written in it.</summary>
internal readonly record struct PassedLink(string Path, string Target);

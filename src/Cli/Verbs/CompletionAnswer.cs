namespace VirshLite.Cli.Verbs;

/// <summary>A candidate for the word at the cursor, with a word on what it means.</summary>
internal sealed record CompletionCandidate(string Word, string? Meaning);

/// <summary>What may stand for the word at the cursor, and whether a file may.</summary>
internal sealed record CompletionAnswer(IReadOnlyList<CompletionCandidate> Candidates, bool Files);

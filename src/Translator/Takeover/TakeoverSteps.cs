using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Takeover;

/// <summary>Stops a daemon that no service manager minds, and waits until it is gone.</summary>
public sealed record StopDaemon(string Name, int Pid) : PlanStep;

/// <summary>Starts a daemon as it ran before.</summary>
public sealed record StartDaemon(IReadOnlyList<string> CommandLine) : PlanStep;

/// <summary>Takes one running guest over: its record is there at one blow, its supervisor holds the monitor from then on.</summary>
public sealed record TakeGuest(GuestTakeover Guest) : PlanStep;

/// <summary>Lets go of a guest that was taken over: it runs on, minded by nobody.</summary>
public sealed record LetGuestGo(string Name) : PlanStep;

/// <summary>Takes a network over as it stands.</summary>
public sealed record TakeNetwork(NetworkTakeover Network) : PlanStep;

/// <summary>Lets go of a network that was taken over: it stands as it did.</summary>
public sealed record LetNetworkGo(string Name) : PlanStep;

/// <summary>Makes an empty file that says that something was done.</summary>
public sealed record MakeMark(string Path) : PlanStep;

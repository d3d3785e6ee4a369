namespace VirshLite.Runner.Networking;

/// <summary>The guest that an interface of the host is made for.</summary>
internal readonly record struct InterfaceOwner(string Name, Guid Uuid);

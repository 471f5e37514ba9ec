import { row } from './row.ts';

/** What every kernel has: memory, locks, time, tasks, files, the network and the block layer. */
export const KERNEL_AREAS = [
  row(
    'mm',
    `mm/ include/linux/mm lib/maple_tree include/linux/maple_tree include/linux/page
     rust/kernel/mm rust/kernel/page rust/kernel/maple_tree rust/kernel/shrinker
     rust/helpers/mm rust/helpers/page rust/helpers/maple_tree`,
    'mm, page, maple_tree, shrinker, memcg, kasan, kmsan, kfence, kmemleak',
  ),
  row(
    'mm/alloc',
    `mm/slab mm/slub mm/vmalloc include/linux/slab include/linux/vmalloc
     rust/kernel/alloc rust/alloc/ rust/helpers/slab rust/helpers/vmalloc`,
    'alloc, allocator, kbox, kvec, vec, slab, slub, vmalloc',
  ),
  row(
    'sync',
    `kernel/locking/ kernel/rcu/ lib/refcount include/linux/mutex include/linux/spinlock include/linux/rcu
     include/linux/refcount include/linux/atomic include/linux/completion include/linux/lockdep tools/memory-model/
     rust/kernel/sync rust/kernel/revocable rust/helpers/sync rust/helpers/mutex rust/helpers/spinlock
     rust/helpers/rcu rust/helpers/refcount rust/helpers/atomic rust/helpers/barrier rust/helpers/completion
     rust/helpers/wait rust/helpers/srcu`,
    'sync, locking, lock, arc, aref, completion, condvar, atomic, barrier, rcu, srcu, refcount, mutex, spinlock, lockdep, revocable, set_once, lkmm',
  ),
  row(
    'time',
    'kernel/time/ include/linux/hrtimer include/linux/ktime rust/kernel/time rust/helpers/time rust/helpers/timer',
    'time, timer, timers, hrtimer, timekeeping, delay, ktime',
  ),
  row('vdso', 'lib/vdso/ include/vdso/', 'vdso'),
  row(
    'tasks',
    `kernel/sched/ kernel/workqueue include/linux/sched include/linux/workqueue include/linux/pid_namespace
     rust/kernel/task rust/kernel/workqueue rust/kernel/pid_namespace rust/kernel/kthread
     rust/helpers/task rust/helpers/workqueue rust/helpers/pid_namespace rust/helpers/signal rust/helpers/kthread`,
    'task, tasks, workqueue, sched, sched_ext, kthread, pid_namespace, signal',
  ),
  row(
    'cpu',
    `kernel/cpu kernel/smp lib/cpumask include/linux/cpu include/linux/percpu include/linux/smp mm/percpu
     rust/kernel/cpu rust/kernel/percpu rust/kernel/processor
     rust/helpers/cpu rust/helpers/percpu rust/helpers/processor`,
    'cpu, cpumask, percpu, smp, processor',
  ),
  row(
    'strings',
    `lib/vsprintf lib/string kernel/printk/ include/linux/printk rust/kernel/str rust/kernel/print rust/kernel/fmt
     rust/helpers/print`,
    'str, string, cstr, print, fmt, printk, vsprintf',
  ),
  row(
    'collections',
    `lib/xarray lib/rbtree lib/bitmap lib/find_bit lib/idr lib/list_ include/linux/xarray include/linux/rbtree
     include/linux/bitmap include/linux/find include/linux/list include/linux/idr
     rust/kernel/rbtree rust/kernel/list rust/kernel/interop/list rust/kernel/xarray rust/kernel/id_pool
     rust/kernel/bitmap rust/helpers/rbtree rust/helpers/xarray rust/helpers/bitmap rust/helpers/bitops
     rust/helpers/list`,
    'rbtree, list, xarray, bitmap, bitops, find_bit, id_pool, idr',
  ),
  row(
    'module',
    'kernel/module include/linux/module kernel/livepatch/ rust/kernel/module rust/helpers/module',
    'module, modules, modversions, livepatch, moduleparam, module_param',
  ),
  row(
    'tracing',
    `kernel/trace/ include/trace/ include/linux/tracepoint include/linux/ftrace include/linux/jump_label
     include/linux/static_call rust/kernel/tracepoint rust/kernel/jump_label rust/kernel/generated_arch
     rust/helpers/jump_label rust/helpers/tracepoint`,
    'tracing, trace, tracepoint, ftrace, kprobes, fprobe, rv, jump_label, static_branch, static_call',
  ),
  row(
    'kexec',
    'kernel/kexec kernel/crash include/linux/kexec include/linux/crash',
    'kexec, kdump, crash, vmcoreinfo',
  ),
  row(
    'security',
    `security/ include/linux/security include/linux/lsm kernel/cfi include/linux/cfi include/linux/cred kernel/cred
     include/linux/fortify lib/ubsan rust/kernel/security rust/kernel/cred rust/helpers/security rust/helpers/cred`,
    'security, lsm, selinux, apparmor, landlock, cred, cfi, kcfi, hardening, ubsan, fortify, randstruct',
  ),
  row(
    'crypto',
    'crypto/ lib/crypto/ drivers/crypto/ include/crypto/ rust/kernel/crypto rust/helpers/crypto',
    'crypto',
  ),
  row(
    'fs',
    `fs/ include/linux/fs include/linux/seq_file include/linux/file include/linux/uio lib/iov_iter
     rust/kernel/fs rust/kernel/seq_file rust/kernel/file rust/kernel/iov rust/kernel/dentry rust/kernel/inode
     rust/helpers/fs rust/helpers/file rust/helpers/poll rust/helpers/uio rust/helpers/iov`,
    'fs, vfs, file, seq_file, procfs, iov, kiocb, ext4, xfs, btrfs, erofs, nfs, nfsd, smb, fuse, overlayfs, ovl, f2fs',
  ),
  row('debugfs', 'fs/debugfs/ include/linux/debugfs rust/kernel/debugfs rust/helpers/debugfs', 'debugfs'),
  row(
    'configfs',
    'fs/configfs/ include/linux/configfs rust/kernel/configfs rust/helpers/configfs',
    'configfs',
  ),
  row(
    'io_uring',
    'io_uring/ include/linux/io_uring include/uapi/linux/io_uring rust/kernel/io_uring',
    'io_uring',
  ),
  row(
    'net',
    'net/ drivers/net/ include/net/ include/linux/net include/uapi/linux/net rust/kernel/net rust/helpers/net rust/helpers/skb',
    'net, net-next, netdev, ethtool, wifi, mac80211, bluetooth, netfilter, tcp, skb',
  ),
  row(
    'net/phy',
    'drivers/net/phy/ drivers/net/mdio/ include/linux/phy.h include/linux/phy_ include/linux/phyl include/linux/mdio rust/kernel/net/phy rust/kernel/phy',
    'phy, mdio, phylib',
  ),
  row(
    'block',
    'block/ drivers/block/ include/linux/blk rust/kernel/block rust/helpers/blk rust/helpers/block',
    'block, blk, blk-mq, mq, rnull, null_blk, ublk, loop, zram',
  ),
  row('nvme', 'drivers/nvme/ include/linux/nvme', 'nvme, nvmet, nvme-pci'),
  row('kvm', 'virt/ arch/x86/kvm/ arch/arm64/kvm/ arch/riscv/kvm/ include/linux/kvm', 'kvm'),
];
